/**
 * How often a test that fails in a real browser or a real VS Code is tried again: those do many things beside ours, and a
 * machine that is short of time can fail a test for once. What failed at first is printed in full, so that it is not lost.
 */
export const realHostRetries = 1;
