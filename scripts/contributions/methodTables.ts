import { catalogue, serviceName } from '../../src/api/catalogue';
import { namespaces } from '../../src/api/method';
import type { MethodSpec } from '../../src/api/method';

/** Around the table; Prettier would write it in another way. */
const begin = '<!-- prettier-ignore-start -->';
const end = '<!-- prettier-ignore-end -->';

/** docs/commands.md with its tables of methods as the catalogue has them. Throws if the marks around the table are missing. */
export function withMethodTable(page: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/commands.md lacks ${begin} or ${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${methodTable()}\n${page.slice(to)}`;
}

function methodTable(): string {
  const interaction = catalogue.filter(({ namespace }) => namespace === 'interaction');
  const others = namespaces.filter((namespace) => namespace !== 'interaction');
  return [
    `Each of the ${interaction.length} methods of the Interaction namespace has a command of its own:`,
    '',
    '| Command | Method | What it does |',
    '| --- | --- | --- |',
    ...interaction.map((method) => `| ${method.title} | \`${call(method)}\` | ${method.doc} |`),
    '',
    'All others are behind _Invoke Service…_, with the same prompts; those of calls and previews, _Set Agent State_, _Dial_ and _Create Email_ are commands too:',
    '',
    '| Namespace | Methods |',
    '| --- | --- |',
    ...others.map((namespace) => `| \`${namespace}\` | ${methodsOf(namespace)} |`),
    '',
  ].join('\n');
}

function methodsOf(namespace: string): string {
  return catalogue
    .filter((method) => method.namespace === namespace)
    .map((method) => `\`${method.name}\``)
    .join(', ');
}

function call(method: MethodSpec): string {
  return `${serviceName(method)}(${method.parameters.map(({ name }) => name).join(', ')})`;
}
