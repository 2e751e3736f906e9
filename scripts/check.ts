// `npm run check`: format, lint, types and unit tests, in less than a minute. Lint looks only at files that were changed, so a
// changed type can make another file wrong without a word: `npm test` looks at all.
import { runToEnd } from './suite/runToEnd';
import { quickStages } from './suite/stages';

void runToEnd(quickStages);
