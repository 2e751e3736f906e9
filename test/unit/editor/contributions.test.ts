import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue, findMethod } from '../../../src/api/catalogue';
import { defaultPort } from '../../../src/protocol/handshake';
import { derivedFiles } from '../../../scripts/contributions/files';
import { derivedTreeMenu, pattern } from '../../../scripts/contributions/menus';

const root = join(import.meta.dirname, '../../..');

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    keybindings: { command: string }[];
    viewsWelcome: { contents: string }[];
    walkthroughs: { steps: { description: string }[] }[];
    configuration: { properties: Record<string, { default: unknown; markdownDescription: string }> };
  };
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
}

describe('what derives from the catalogue and from scenarios', () => {
  it('is in its files as it is generated (npm run generate)', async () => {
    for (const { path, text } of await derivedFiles(root)) {
      assert.equal(await readFile(join(root, path), 'utf8'), text, path);
    }
  });

  it('gives each interaction method a command with its title', async () => {
    const { contributes } = await manifest();
    for (const { name, title } of catalogue.filter(({ namespace }) => namespace === 'interaction')) {
      const command = contributes.commands.find((each) => each.command === `deskside.interaction.${name}`);
      assert.equal(command?.title.replace('…', ''), title);
    }
  });

  it('gives each method a snippet in each language', async () => {
    const files = await derivedFiles(root);
    for (const { namespace, name } of catalogue) {
      for (const { path, text } of files.filter((file) => file.path.startsWith('snippets/'))) {
        const snippets = JSON.parse(text) as Record<string, { prefix: string; body: string[] }>;
        const snippet = Object.values(snippets).find(({ prefix }) => prefix === `wwe-${namespace}-${name}`);
        const body = snippet?.body.join('\n') ?? '';
        assert.ok(body.includes(`genesys.wwe.service.${namespace}.${name}(`), `${path} ${name}`);
        assert.match(body, /succeeded|reply\.data/);
        assert.match(body, /failed:/);
      }
    }
  });

  it('makes menus that tell services apart whose names begin alike', () => {
    const resume = new RegExp(pattern('interaction', 'voice.resume').slice(1, -1));
    assert.match('interaction can:voice.hold can:voice.resume', resume);
    assert.doesNotMatch('interaction can:voice.resumeCallRecording', resume);
    assert.doesNotMatch('entry can:voice.resume', resume);
    for (const { command } of derivedTreeMenu()) assert.ok(findMethod(command.replace('deskside.', '')));
  });
});

describe('package.json', () => {
  it('names only commands that it declares, and gives each the category Deskside', async () => {
    const { contributes } = await manifest();
    const declared = new Set(contributes.commands.map(({ command }) => command));
    assert.equal(declared.size, contributes.commands.length);
    for (const { category, command } of contributes.commands) assert.equal(category, 'Deskside', command);
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command } of items) assert.ok(declared.has(command), `${menu} ${command}`);
    }
    for (const { command } of contributes.keybindings) assert.ok(declared.has(command), `key of ${command}`);
    // VS Code itself has a command for each view.
    const known = new Set([...declared, 'deskside.interactions.focus']);
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const texts = [
      ...contributes.viewsWelcome.map(({ contents }) => contents),
      ...steps.map((step) => step.description),
    ];
    for (const [, command = ''] of texts.join('\n').matchAll(/\(command:(deskside\.[\w.]+)/g)) {
      assert.ok(known.has(command), command);
    }
  });

  it("has the protocol's default port", async () => {
    const { contributes } = await manifest();
    assert.equal(contributes.configuration.properties['deskside.port']?.default, defaultPort);
  });
});
