import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { buildParts } from './support/scripts';
import { Trio } from './support/trio';

describe('what a page recorded and could not send before it was killed', () => {
  let folder: string;
  let trio: Trio;
  before(async () => {
    folder = await buildParts();
  });
  beforeEach(async () => {
    trio = new Trio(folder, 'killed');
    await trio.start();
    trio.record(2);
    await trio.settle();
  });
  afterEach(() => trio.stop());
  after(() => rm(folder, { recursive: true }));

  /** Records while no relay is there, and ends without a word. */
  async function recordInVain(count: number): Promise<void> {
    await trio.startPart('page');
    const before = trio.witness.total;
    trio.record(count);
    await trio.until('what it recorded', () => trio.witness.total === before + count);
    await trio.killPart('page');
  }

  it('is known to be lost when it comes back, that of whole loads in between, too', async () => {
    await trio.killPart('relay');
    for (const count of [7, 5, 1]) await recordInVain(count);
    await trio.settle();
    const notices = 2;
    assert.equal(
      trio.witness.lost,
      13 + notices,
      'the events, and what the second and third load said of the one before',
    );
  });

  it('is not missed by a tool that was not there before', async () => {
    await trio.killPart('relay');
    await recordInVain(7);
    await trio.killPart('tool');
    await trio.settle();
    assert.equal(trio.witness.lost, 0);
  });
});
