import { Component, type ComponentChildren } from "preact";

interface ErrorBoundaryProps {
	/** Drawn instead of what broke; the function starts afresh. */
	readonly fallback: (again: () => void) => ComponentChildren;
	/** Another value tries again: another row, another exchange. */
	readonly resetKey: unknown;
	readonly children: ComponentChildren;
}

interface ErrorBoundaryState {
	readonly broken: boolean;
	readonly resetKey: unknown;
}

/** Keeps one broken row or detail from taking the whole panel with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
	override state: ErrorBoundaryState = { broken: false, resetKey: undefined };

	static override getDerivedStateFromError(): Partial<ErrorBoundaryState> {
		return { broken: true };
	}

	static override getDerivedStateFromProps(
		props: ErrorBoundaryProps,
		state: ErrorBoundaryState,
	): Partial<ErrorBoundaryState> | null {
		return props.resetKey === state.resetKey ? null : { broken: false, resetKey: props.resetKey };
	}

	override render() {
		return this.state.broken
			? this.props.fallback(() => this.setState({ broken: false }))
			: this.props.children;
	}
}
