/** Under this name the script in the private frame leaves its function for the bridge. */
export const posterName = 'desksideVoice';
