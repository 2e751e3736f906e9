import { Desk } from '../../../../src/protocol/desk';
import type { PageInfo } from '../../../../src/protocol/messages';
import type { LiveInteraction, PageRecord } from '../../../../src/protocol/records';
import type { Page } from '../../../../src/session/page';

/** A page whose desk the test fills. */
export class TestPage implements Page {
  readonly desk = new Desk();
  readonly history: PageRecord[] = [];
  info: PageInfo;

  constructor(info: Partial<PageInfo> = {}) {
    this.info = {
      page: 'page-0001',
      epoch: 1,
      title: 'My Widget',
      location: 'http://localhost:5173/index.html',
      place: 'widget',
      origin: 'http://localhost:5173',
      seq: 0,
      connected: true,
      ...info,
    };
  }

  get id(): string {
    return this.info.page;
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
