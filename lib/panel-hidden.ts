/** Event on the panel's window when DevTools puts the panel away: its document alone does not learn of that. */
export const PANEL_HIDDEN = "routescope:panel-hidden";
