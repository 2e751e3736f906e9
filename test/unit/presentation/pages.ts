import { RecordHistory } from '../../../src/model/history/recordHistory';
import type { LoadRecords } from '../../../src/model/history/recordHistory';
import { WatchedWorkspace } from '../../../src/model/watchedWorkspace';
import { unchanged } from '../../../src/model/workspaceModel';
import type { LiveInteraction, PageRecord } from '../../../src/protocol/records';
import type { NumberedPageInfo, Page } from '../../../src/session/page';

/** A page whose desk the test fills. */
export class TestPage implements Page {
  readonly desk = new WatchedWorkspace();
  readonly #records = new RecordHistory();
  info: NumberedPageInfo;

  constructor(info: Partial<NumberedPageInfo> = {}) {
    this.info = {
      page: 'page-0001',
      epoch: 1,
      title: 'My Widget',
      location: 'http://localhost:5173/index.html',
      place: 'widget',
      origin: 'http://localhost:5173',
      seq: 0,
      connected: true,
      number: 1,
      ...info,
    };
  }

  get id(): string {
    return this.info.page;
  }

  get history(): LoadRecords {
    return this.#records.ofLoad(this.id, this.info.epoch);
  }

  /** Takes records into the history, as if they came in one frame. */
  record(...records: PageRecord[]): void {
    const params = { page: this.id, epoch: this.info.epoch, records };
    const frame = this.#records.frame(this.info, JSON.stringify({ params }));
    for (const record of records) frame.add(record, unchanged, this.desk);
  }

  /** Adds or changes interactions; returns the ids. */
  put(...interactions: LiveInteraction[]): ReadonlySet<string> {
    return this.desk.apply({ kind: 'desk', seq: 1, time: 0, interactions }).interactions;
  }

  remove(...gone: string[]): ReadonlySet<string> {
    return this.desk.apply({ kind: 'desk', seq: 1, time: 0, gone }).interactions;
  }
}

export const janesCall: LiveInteraction = {
  interactionId: '7',
  caseId: 'case-1',
  state: 'RINGING',
  media: 'voice',
  callType: 'INBOUND',
  direction: 'IN',
  ani: '+15550100',
  startDate: 1_000_000,
  isMainCaseInteraction: true,
  isCaseSelected: true,
  userData: { Account: '4711', Note: 'calls again' },
  parties: [{ name: 'Jane Doe' }],
  contact: { displayName: 'Jane Doe', firstName: 'Jane' },
};
