import type { Page } from 'playwright-core';
import type { DeskSnapshot } from '../../../../src/simulator/ui/workspaceHandle';
import type { DeskInteraction } from '../../../../src/simulator/desk/state/types';

/** Where a service is run: a page of Workspace with the widget that calls. */
export interface Stage {
  readonly page: Page;
  /** Where the widgets of the tests come from. */
  readonly site: string;
  /** The widget calls a service, which must succeed; returns its data. */
  readonly call: (service: string, ...parameters: unknown[]) => Promise<unknown>;
}

/** How things stand when a service is called. */
export interface Before {
  readonly site: string;
  /** What the service is about, as `given` returned it. */
  readonly subject: string;
  readonly before: DeskSnapshot;
}

/** How things stand once it has succeeded. */
export interface After extends Before {
  readonly data: unknown;
  readonly state: DeskSnapshot;
  readonly page: Page;
}

/** One service, called by a widget. */
export interface Run {
  /** Brings the desk to where the service has something to do; returns what it is about, mostly an interaction's id. */
  readonly given?: (stage: Stage) => Promise<string>;
  /** What it is called with; the subject alone where there is one, else nothing. */
  readonly parameters?: (before: Before) => readonly unknown[];
  /** What shows that it did what its name says, or a promise of it. */
  readonly seen: (after: After) => unknown;
  readonly is: unknown;
}

export const interactionOf = (state: DeskSnapshot, id: string): DeskInteraction | undefined =>
  state.interactions.find(({ interactionId }) => interactionId === id);
export const stateOf = ({ state, subject }: After): string => interactionOf(state, subject)?.state ?? 'gone';
export const newest = ({ state }: After): DeskInteraction | undefined => state.interactions.at(-1);

/** A call rings; user data in it. */
export const ringing = ({ page }: Stage): Promise<string> =>
  page.evaluate(() => window.workspace.bringIn({ media: 'voice', userData: { Contract: 'C-1' } }));

/** A call that the agent talks on. */
export const talking = async (stage: Stage): Promise<string> => {
  const id = await ringing(stage);
  await stage.page.evaluate((interactionId) => window.workspace.act({ do: 'accept', interactionId }), id);
  return id;
};

/** A consultation with somebody who has answered. */
export const consulting = async (stage: Stage): Promise<string> => {
  const parent = await talking(stage);
  return stage.page.evaluate((interactionId) => {
    const id = window.workspace.act({ do: 'consult', interactionId, target: '5550177' }) ?? '';
    window.workspace.happen({ happens: 'farEndAnswers', interactionId: id });
    return id;
  }, parent);
};

/** First the one, then calls of the widget for its subject. */
export const after =
  (given: (stage: Stage) => Promise<string>, ...services: readonly string[]) =>
  async (stage: Stage): Promise<string> => {
    const subject = await given(stage);
    for (const service of services) await stage.call(service, subject);
    return subject;
  };
