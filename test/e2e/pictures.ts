// `npm run pictures`: takes the pictures of the README and docs/ from the running product, light and dark, and those of the
// walkthrough; `npm run pictures -- NAME...` only these.
import { describeError } from '../../scripts/hosts/say';
import { agentQuestion, agentSimulator } from './pictures/agents';
import { debugging } from './pictures/debugging';
import { overview } from './pictures/overview';
import { recording } from './pictures/recording';
import { simulator } from './pictures/simulator';
import { testing } from './pictures/testing';
import type { Theme } from './pictures/themes';
import { timeline } from './pictures/timeline';
import { traces } from './pictures/traces';
import { walkthrough } from './pictures/walkthrough';
import { writing } from './pictures/writing';

interface Pictures {
  readonly take: (theme: Theme) => Promise<void>;
  /** Light and dark, unless said otherwise. */
  readonly themes?: readonly Theme[];
}

const lightAndDark: readonly Theme[] = ['light', 'dark'];
const highContrastToo: readonly Theme[] = [...lightAndDark, 'hc'];

const pictures: Readonly<Record<string, Pictures>> = {
  overview: { take: overview },
  writing: { take: writing },
  debugging: { take: debugging },
  timeline: { take: timeline },
  traces: { take: traces },
  simulator: { take: simulator },
  recording: { take: recording },
  testing: { take: testing },
  agents: { take: agentQuestion, themes: highContrastToo },
  agentSimulator: { take: agentSimulator, themes: ['light'] },
  walkthrough: { take: walkthrough, themes: highContrastToo },
};

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  for (const [name, { take, themes = lightAndDark }] of Object.entries(pictures)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const theme of themes) await take(theme);
  }
}

main().catch((error: unknown) => {
  console.error(describeError(error));
  process.exitCode = 1;
});
