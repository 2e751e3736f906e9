import * as v from 'valibot';
import { count } from '../../presentation/text/text';
import { defineTool } from '../tool';

const usualLines = 50;
const mostLines = 200;

export const viewSimulator = defineTool({
  name: 'deskside_view_simulator',
  title: 'Look at the simulator',
  description:
    'Gives a picture of the simulated Workspace or of the widget in it, and the last lines of the console of both, with errors and their places. Use it to see how a widget looks, and why its script fails.',
  effect: 'reads',
  input: v.strictObject({
    picture: v.optional(
      v.pipe(v.picklist(['workspace', 'widget', 'none']), v.description('What the picture shows.')),
      'widget',
    ),
    lines: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.maxValue(mostLines),
        v.description('How many lines of the console.'),
      ),
      usualLines,
    ),
  }),
  announce: ({ picture }) =>
    picture === 'none' ? 'Read the console of the simulator' : `Take a picture of the ${picture} in the simulator`,
  async run({ picture, lines: most }, { host: { simulator } }) {
    const shot = picture === 'none' ? undefined : await simulator.picture(picture);
    const { lines, gone } = simulator.console;
    const shown = most === 0 ? [] : lines.slice(-most);
    const before = gone + lines.length - shown.length;
    return {
      text: `${count(shown.length, 'line')} of the console, the newest last.`,
      data: shown,
      keep: 'last',
      ...(shot === undefined ? {} : { picture: shot }),
      ...(before === 0 ? {} : { leftOut: `${count(before, 'line')} before ${before === 1 ? 'is' : 'are'} left out.` }),
    };
  },
});
