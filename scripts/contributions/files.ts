import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { apiTypes } from './apiTypes';
import { derivedCommands, derivedPalette, derivedTreeMenu, isDerived } from './menus';
import type { MenuItem } from './menus';
import { withMethodTable } from './methodTables';
import { scenarioJsonSchema } from './scenarioSchema';
import { profileJsonSchema } from './profileSchema';
import { shippedScenarios } from './shippedScenarios';
import { checksSetting } from './checksSetting';
import { languageModelTools } from './languageModelTools';
import { snippetFiles } from './snippets';

const command = v.looseObject({ command: v.string() });
const manifestSchema = v.looseObject({
  contributes: v.looseObject({
    commands: v.array(command),
    menus: v.looseObject({ commandPalette: v.array(command), 'view/item/context': v.array(command) }),
    configuration: v.looseObject({ properties: v.looseObject({}) }),
  }),
});

export interface DerivedFile {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
}

/** What the files shall hold that derive from the catalogue, from the schema of scenarios, and from those shipped. In package.json only the entries of methods and checks are touched, in docs/commands.md only their tables. */
export async function derivedFiles(root: string): Promise<readonly DerivedFile[]> {
  const text = await readFile(join(root, 'package.json'), 'utf8');
  return [
    { path: 'package.json', text: withDerivedEntries(text) },
    { path: 'docs/commands.md', text: withMethodTable(await readFile(join(root, 'docs/commands.md'), 'utf8')) },
    ...Object.entries(snippetFiles()).map(([name, snippets]) => ({ path: `snippets/${name}`, text: snippets })),
    { path: 'media/types/genesys-wwe.d.ts', text: apiTypes() },
    { path: 'media/schemas/scenario.schema.json', text: scenarioJsonSchema() },
    { path: 'media/schemas/profile.schema.json', text: profileJsonSchema() },
    { path: 'src/simulator/scenario/format/shipped.json', text: await shippedScenarios(join(root, 'media/scenarios')) },
  ];
}

function withDerivedEntries(manifestText: string): string {
  const manifest: unknown = JSON.parse(manifestText);
  // `is` leaves the keys in their order, `parse` would not.
  if (!v.is(manifestSchema, manifest)) throw new Error('package.json lacks commands or menus');
  const { contributes } = manifest;
  const { menus, configuration } = contributes;
  const whole = {
    ...manifest,
    contributes: {
      ...contributes,
      commands: [...contributes.commands.filter(isOwn), ...derivedCommands()],
      menus: {
        ...menus,
        commandPalette: [...menus.commandPalette.filter(isOwn), ...derivedPalette()],
        'view/item/context': [...menus['view/item/context'].filter(isOwn), ...derivedTreeMenu()],
      },
      languageModelTools: languageModelTools(),
      configuration: {
        ...configuration,
        properties: { ...configuration.properties, 'deskside.checks': checksSetting() },
      },
    },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function isOwn(entry: Pick<MenuItem, 'command'>): boolean {
  return !isDerived(entry);
}
