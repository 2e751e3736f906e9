import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../../scripts/hosts/paths';
import { say } from '../../../scripts/hosts/say';
import { OwnWidget } from '../support/ownWidget';
import { walkthroughFiles, walkthroughSteps } from '../support/walkthrough';
import { photograph, settle } from './photograph';
import type { Theme } from './themes';

const folder = join(root, 'media', 'walkthrough');
const viewport = { width: 1000, height: 600 };

/** The part of the window that a picture shows, in CSS pixels, and how large each of them is in the picture. */
interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

const whole: Clip = { x: 0, y: 0, ...viewport, scale: 0.52 };
const tree: Clip = { x: 47, y: 35, width: 450, height: 215, scale: 1 };
const clips: Readonly<Record<string, Clip>> = {
  call: tree,
  answer: tree,
  widget: { x: 47, y: 35, width: 800, height: 420, scale: 0.6 },
  write: { x: 300, y: 35, width: 450, height: 260, scale: 1 },
  scenario: { x: 300, y: 60, width: 590, height: 180, scale: 0.85 },
};

/** Takes a picture of each step of the walkthrough. The package holds them, so they are small. */
export async function walkthrough(theme: Theme): Promise<void> {
  await mkdir(folder, { recursive: true });
  const widget = await OwnWidget.start();
  const options = {
    viewport,
    settings: {
      'editor.fontSize': 13,
      // Words of the file would hide what the picture is about.
      'javascript.suggest.names': false,
      'editor.wordBasedSuggestions': 'off',
    },
    files: walkthroughFiles,
  };
  try {
    await photograph(theme, options, async (product) => {
      const { page } = product.workbench;
      await product.workbench.showContainer('Deskside');
      for (const { id, begin, end } of walkthroughSteps(product, widget)) {
        await begin();
        await settle(page);
        await take(page, clips[id] ?? whole, join(folder, `${id}-${theme}.webp`));
        await end?.();
      }
    });
  } finally {
    await widget.stop();
  }
}

/** Playwright takes no WebP by itself. */
async function take(page: Page, clip: Clip, path: string): Promise<void> {
  const debuggerSession = await page.context().newCDPSession(page);
  const { data } = await debuggerSession.send('Page.captureScreenshot', { format: 'webp', quality: 25, clip });
  await debuggerSession.detach();
  await writeFile(path, Buffer.from(data, 'base64'));
  say(path);
}
