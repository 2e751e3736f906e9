import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { until } from '../support/until';
import { sharedBrowser } from './support/sharedBrowser';
import { TimelineRig } from './support/timelineRig';

const begun = Date.UTC(2026, 10, 29, 12);
const axeSource = readFile(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

function event(at: number, interaction: object, eventType: string) {
  return { kind: 'event', time: begun + at, name: 'interaction', data: { eventType, interaction } } as const;
}

/** A call rings, is taken, and the widget asks for its user data because of that. */
function story(rig: TimelineRig): void {
  const jane = {
    interactionId: '7',
    caseId: 'case-1',
    media: 'voice',
    callType: 'INBOUND',
    contact: { displayName: 'Jane' },
  };
  const call = { kind: 'call', by: 'widget', service: 'interaction.setUserData' } as const;
  rig.take(
    event(0, { ...jane, state: 'RINGING', userData: { Account: '4711' } }, 'ADDED'),
    event(3000, { ...jane, state: 'TALKING' }, 'CHANGED'),
    { ...call, time: begun + 3005, callId: 'c1', parameters: ['7', { Colour: 'red' }], cause: { seq: 2 } },
    {
      kind: 'reply',
      time: begun + 4605,
      callId: 'c1',
      service: call.service,
      outcome: 'failed',
      errorMessage: 'Not allowed',
      durationMs: 1600,
    },
    event(5000, { ...jane, state: 'TALKING', userData: { Account: '4712' } }, 'USER_DATA_UPDATED'),
    event(
      6000,
      { interactionId: '8', parentInteractionId: '7', caseId: 'case-1', state: 'DIALING', isConsultation: true },
      'ADDED',
    ),
    { ...call, time: begun + 7000, callId: 'c2', parameters: ['8', {}] },
    { kind: 'gap', time: begun + 7500, lost: 1 },
  );
}

function row(page: Page, text: string) {
  return page.getByRole('grid', { name: 'Records' }).getByRole('row').filter({ hasText: text });
}

describe('the page of the timeline', () => {
  let rig: TimelineRig;
  before(async () => {
    rig = await TimelineRig.start(await sharedBrowser());
  });
  afterEach(async () => {
    const { problems } = rig;
    const found = [...problems];
    await rig.clear();
    assert.deepEqual(found, []);
  });
  after(() => rig.stop());

  it('lists events and calls as they come, each call with its caller, outcome and duration', async () => {
    const page = await rig.open();
    await page.getByText('Nothing has happened yet').waitFor();
    story(rig);
    await page.getByText('8 records').waitFor();
    const failed = row(page, 'interaction.setUserData').first();
    await failed.getByText('failed').waitFor();
    assert.match(await failed.innerText(), /widget\s+failed\s+1\.6 s/);
    await failed.getByText('Not allowed ← 7, {"Colour":"red"}').waitFor();
    await row(page, 'waiting').waitFor();
    await row(page, '1 record did not come').waitFor();
  });

  it('shows what a record changed, its JSON, and leads from a call to its cause and back', async () => {
    story(rig);
    const page = await rig.open();
    const details = page.getByRole('region', { name: 'Details' });
    await row(page, 'USER_DATA_UPDATED').click();
    await details.getByRole('row', { name: 'userData.Account 4711 4712' }).waitFor();
    await details.getByRole('tree', { name: 'Record as JSON' }).getByText('"USER_DATA_UPDATED"').waitFor();
    await row(page, 'failed').click();
    await details.getByRole('button', { name: 'CHANGED (interaction)' }).click();
    await details.getByRole('heading', { name: 'CHANGED (interaction)' }).waitFor();
    await details.getByRole('button', { name: 'interaction.setUserData' }).click();
    await details.getByRole('heading', { name: 'interaction.setUserData' }).waitFor();
    await details.getByRole('button', { name: 'Repeat Call' }).click();
    await until('the page to ask for it', () => rig.acts.some((act) => act.kind === 'act' && act.action === 'repeat'));
  });

  it('is filtered by kind, name and interaction, and searched in keys and values', async () => {
    story(rig);
    const page = await rig.open();
    const shows = (text: string) => page.getByRole('status').getByText(text).waitFor();
    await page.getByRole('combobox', { name: 'Show' }).selectOption('Calls that failed');
    await shows('1 of 8 records');
    await page.getByRole('combobox', { name: 'Show' }).selectOption('All records');
    await page.getByRole('searchbox', { name: 'Filter by event or service' }).fill('changed');
    await shows('1 of 8 records');
    await page.getByRole('searchbox', { name: 'Filter by event or service' }).fill('');
    await page.getByRole('searchbox', { name: 'Search keys and values' }).fill('COLOUR');
    await shows('1 of 8 records');
    await page.getByRole('searchbox', { name: 'Search keys and values' }).fill('');
    await row(page, 'DIALING').or(row(page, '#8')).first().click();
    await page.getByRole('button', { name: 'Only #8' }).click();
    await shows('2 of 8 records');
  });

  it('is sorted by any column, and worked with by keys alone', async () => {
    story(rig);
    const page = await rig.open();
    const grid = page.getByRole('grid', { name: 'Records' });
    await grid.getByRole('button', { name: 'Duration' }).click();
    await grid.getByRole('button', { name: 'Duration' }).click();
    await page.getByRole('columnheader', { name: 'Duration' }).and(page.locator('[aria-sort="descending"]')).waitFor();
    assert.match(await grid.getByRole('row').nth(1).innerText(), /1\.6 s/);
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 records are selected').waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'details');
  });

  it('selects what is selected elsewhere, and the record under the pointer in its lanes', async () => {
    story(rig);
    const page = await rig.open();
    rig.select(2);
    await page.getByRole('heading', { name: 'ADDED (interaction)' }).waitFor();
    const lanes = page.getByRole('img', { name: /^Timeline of/ });
    await lanes.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'CHANGED (interaction)' }).waitFor();
    await page.getByRole('button', { name: 'Follow' }).and(page.locator('[aria-pressed="false"]')).waitFor();
    const hovered = await lanes.evaluate((canvas) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const titles = new Set<string>();
      for (let y = top; y < top + height; y += 4) {
        for (let x = left; x < left + width; x += 4) {
          canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
          titles.add(canvas.getAttribute('title') ?? '');
        }
      }
      return [...titles];
    });
    assert.ok(hovered.includes('interaction.setUserData · failed · 1.6 s'), hovered.join('; '));
  });

  it('runs nothing and loads nothing that a record names, and keeps to its Content Security Policy', async () => {
    const nasty = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const asked: string[] = [];
    rig.take(event(0, { interactionId: nasty, state: nasty, caseId: nasty, userData: { [nasty]: nasty } }, nasty));
    const page = await rig.open();
    page.on('request', (request) => asked.push(request.url()));
    await row(page, 'img').first().click();
    await page.getByRole('region', { name: 'Details' }).getByText('onerror').first().waitFor();
    assert.equal(await page.title(), 'Timeline');
    assert.deepEqual(asked, []);
  });

  it('can be used by everybody, also as narrow as a side bar', async () => {
    story(rig);
    for (const width of [1200, 300]) {
      const page = await rig.open({ viewport: { width, height: 700 } });
      await row(page, 'CHANGED').click();
      await page.getByRole('region', { name: 'Details' }).getByRole('tree').waitFor();
      await page.evaluate(await axeSource);
      const violations: { id: string; impact: string | null; nodes: { html: string }[] }[] = await page.evaluate(
        'axe.run(document).then((r) => r.violations)',
      );
      assert.deepEqual(
        violations
          .filter(({ impact, id }) => (impact === 'serious' || impact === 'critical') && id !== 'color-contrast')
          .map(({ id, nodes }) => `${width}: ${id} ${nodes[0]?.html ?? ''}`),
        [],
      );
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${width}: ${overflow} pixels too wide`);
    }
  });
});
