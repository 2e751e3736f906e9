import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../scripts/hosts/chromium';
import { root } from '../../scripts/hosts/paths';
import { simulatorFrame } from './support/simulatorFrame';
import { Workbench } from './support/workbench';

describe('npm start without a display', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('prints an address where Deskside runs beside the simulated Workspace, and stops cleanly', async () => {
    const env = { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const address = await printedAddress(createInterface(child.stdout));
      const page = await browser.newPage();
      const workbench = await Workbench.open(page, address);
      const simulator = await simulatorFrame(page);
      await simulator.getByRole('button', { name: 'Inbound call' }).click();
      await workbench
        .tree('Interactions')
        .filter({ hasText: /ringing/i })
        .first()
        .waitFor();

      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      assert.equal(await exited, 0);
      await assert.rejects(fetch(address), 'the server still answers');
    } finally {
      child.kill('SIGKILL');
    }
  });
});

async function printedAddress(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /^Open (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('npm start ended without an address');
}
