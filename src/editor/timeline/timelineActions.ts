import * as vscode from 'vscode';
import { findMethod } from '../../api/catalogue';
import type { MethodSpec } from '../../api/method';
import { interactionAt } from '../../model/history/interactionsAround';
import type { RecordEntry } from '../../model/history/recordEntry';
import type { RecordSource } from '../../model/history/recordSource';
import { callCode } from '../../presentation/timeline/export/callCode';
import { markdownTable } from '../../presentation/timeline/export/markdownTable';
import type { ExportedRecord } from '../../presentation/timeline/export/markdownTable';
import type { TimelineAction } from '../../presentation/timeline/messages';
import { callText, recordText } from '../../presentation/timeline/recordTexts';
import { titleOfRow } from '../../presentation/timeline/timelineItem';
import { rowOf } from '../../presentation/timeline/rowOf';
import { count, quoted, uiText } from '../../presentation/text/text';
import { logTime } from '../../presentation/text/timeText';
import type { PageRecord, RecordOf } from '../../protocol/records';
import type { Session } from '../../session/session';
import type { ServiceCaller } from '../calls/caller';
import type { CallForms } from '../calls/callForms';
import type { Documents } from '../ui/documents';
import { tell } from '../ui/messages';
import { pageOf } from '../ui/pagePick';
import { UserError } from '../ui/userError';
import type { CodePlaces } from './codePlaces';

interface Parts {
  readonly session: Session;
  readonly caller: ServiceCaller;
  readonly forms: CallForms;
  readonly documents: Documents;
  readonly codePlaces: CodePlaces;
}

/** More records in one table than a ticket takes. */
const mostExported = 5000;
/** Moments of an interaction that are offered. */
const mostMoments = 500;

/** What can be done with records of a timeline. */
export class TimelineActions {
  constructor(private readonly parts: Parts) {}

  /**
   * Does it.
   * @param rows ids of entries; the first is the one that is selected
   * @throws UserError where it can't be done; vscode.CancellationError if the user leaves
   */
  async run(action: TimelineAction, rows: readonly number[], records: RecordSource): Promise<void> {
    const entry = rows[0] === undefined ? undefined : records.entry(rows[0]);
    if (entry === undefined) throw new UserError('This record is no longer held. Select another one.');
    switch (action) {
      case 'openRecord':
        return this.#open(entry, records);
      case 'openReply':
        return this.#open(records.replyTo(entry.id) ?? entry, records);
      case 'openPlace':
        if (entry.at !== undefined) await this.parts.codePlaces.open(entry.at);
        return;
      case 'compare':
        return this.#compare(rows, records);
      case 'repeat':
        return this.#repeat(entry, await callIn(entry, records), false);
      case 'repeatEdited':
        return this.#repeat(entry, await callIn(entry, records), true);
      case 'copyCode': {
        const { service, parameters = [] } = await callIn(entry, records);
        await vscode.env.clipboard.writeText(callCode(service, parameters));
        vscode.window.setStatusBarMessage('The call is in the clipboard.', 5000);
        return;
      }
      case 'copyMarkdown':
        return this.#copyMarkdown(rows, records);
    }
  }

  async #open(entry: RecordEntry, records: RecordSource): Promise<void> {
    const record = await records.read(entry);
    if (record === undefined) throw new UserError('This record is no longer held. Select another one.');
    await this.parts.documents.showValue(`${entry.name ?? entry.kind} ${entry.seq}`, record);
  }

  async #repeat(entry: RecordEntry, { service, parameters = [] }: RecordOf<'call'>, edited: boolean): Promise<void> {
    const { session, caller, forms } = this.parts;
    const method = methodOf(service);
    const page = pageOf(session, entry.load.page);
    const wanted = edited ? await forms.fill(method, page, {}, { last: parameters }) : parameters;
    if (wanted === 'back') throw new vscode.CancellationError();
    await caller.call(page, method, wanted);
  }

  async #copyMarkdown(rows: readonly number[], records: RecordSource): Promise<void> {
    const exported: ExportedRecord[] = [];
    for (const id of rows.slice(0, mostExported)) {
      const entry = records.entry(id);
      if (entry === undefined) continue;
      const record = await records.read(entry);
      const reply = records.replyTo(id);
      exported.push({ entry, reply, text: record === undefined ? '' : await textOf(record, reply, records) });
    }
    await vscode.env.clipboard.writeText(markdownTable(exported));
    const left = rows.length > mostExported ? ' More than that are left out.' : '';
    tell(
      'information',
      `${count(exported.length, 'record')} are in the clipboard as a table in Markdown, with all values. Look for customers' data before you publish it.${left}`,
    );
  }

  async #compare(rows: readonly number[], records: RecordSource): Promise<void> {
    const entries = rows.map((id) => records.entry(id)).filter((entry) => entry !== undefined);
    const [first] = entries;
    const interaction = first?.about[0];
    if (first === undefined || interaction === undefined) {
      throw new UserError('This record is about no interaction. Select one that is.');
    }
    const last = entries.findLast(({ about, id }) => id !== first.id && about.includes(interaction));
    const other = last ?? (await pickMoment(first, interaction, records));
    const [early, late] = [first, other].sort((a, b) => a.id - b.id);
    if (early === undefined || late === undefined) return;
    const at = async (entry: RecordEntry): Promise<vscode.Uri> =>
      this.parts.documents.keepValue(
        `#${interaction} at ${logTime(entry.time)}`,
        (await interactionAt(records, entry, interaction)) ?? null,
      );
    const title = `#${uiText(interaction, 40)}: ${logTime(early.time)} ↔ ${logTime(late.time)}`;
    await vscode.commands.executeCommand('vscode.diff', await at(early), await at(late), title, { preview: true });
  }
}

function methodOf(service: string): MethodSpec {
  const method = findMethod(service);
  if (method === undefined) {
    throw new UserError(`${quoted(service)} can't be repeated: it is no service of the Service Client API.`);
  }
  return method;
}

async function callIn(entry: RecordEntry, records: RecordSource): Promise<RecordOf<'call'>> {
  const record = await records.read(entry);
  if (record?.kind !== 'call') throw new UserError('This is no call, or it is no longer held. Select a call.');
  if (record.cut !== undefined) {
    throw new UserError('The arguments of this call were too large to be recorded, so it can’t be made again.');
  }
  return record;
}

async function textOf(record: PageRecord, reply: RecordEntry | undefined, records: RecordSource): Promise<string> {
  return record.kind === 'call'
    ? callText(record, reply === undefined ? undefined : await records.read(reply))
    : recordText(record);
}

/** Another moment of an interaction, which the user picks: the records about it, the newest first. */
async function pickMoment(entry: RecordEntry, interaction: string, records: RecordSource): Promise<RecordEntry> {
  const items: (vscode.QuickPickItem & { readonly entry: RecordEntry })[] = [];
  for (const each of records.newest()) {
    if (items.length >= mostMoments) break;
    if (each.id === entry.id || each.load !== entry.load || !each.about.includes(interaction)) continue;
    items.push({
      label: uiText(titleOfRow(rowOf(each, 0), each.load)),
      description: logTime(each.time),
      entry: each,
    });
  }
  if (items.length === 0)
    throw new UserError('No other record tells of this interaction, so there is nothing to compare.');
  const picked = await vscode.window.showQuickPick(items, {
    title: `Compare #${uiText(interaction, 40)} at ${logTime(entry.time)} with which moment?`,
    matchOnDescription: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.entry;
}
