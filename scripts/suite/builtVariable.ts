/**
 * Names the folder that holds what `npm run package` has built and the package for tests of widgets, where a stage has made
 * them for all tests.
 */
export const builtVariable = 'DESKSIDE_TEST_BUILT';
