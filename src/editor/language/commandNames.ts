/** Puts the types of the API where TypeScript finds them. */
export const addTypes = 'deskside.addApiTypes';

/** Shows the page of a check. It is not declared, since only diagnostics lead to it. */
export const explainCheck = 'deskside.explainCheck';
