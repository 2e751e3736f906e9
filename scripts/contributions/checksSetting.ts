import { checks } from '../../src/language/checks/checks';

/** The setting that switches checks off, as package.json declares it. */
export function checksSetting() {
  return {
    type: 'object',
    default: Object.fromEntries(checks.map(({ name }) => [name, true])),
    properties: Object.fromEntries(
      checks.map(({ name, summary }) => [name, { type: 'boolean', default: true, description: summary }]),
    ),
    additionalProperties: false,
    scope: 'resource',
    markdownDescription:
      'The checks of how scripts use the Service Client API. Clear one to switch it off. In a script, a comment `// deskside-ignore-next-line` with the name of a check does so for the next line, `// deskside-ignore` for its own line, and `// deskside-ignore-file` for the file.',
  };
}
