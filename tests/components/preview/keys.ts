/** Two keys of nobody. */
export const KEYS = ["sk-fakefakefakefakefakefake0001", "sk-fakefakefakefakefakefake0002"] as const;
