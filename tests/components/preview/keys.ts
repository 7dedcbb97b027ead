/** Two keys of nobody. */
export const KEYS = ["sk-fakefakefakefakefakefake0001", "sk-fakefakefakefakefakefake0002"] as const;

/** One that no pattern knows. */
export const ODD_KEY = "fake7Kd82hQvB19zzTpWm4Xc";
