import { dial } from './arrivals';
import { choices, errorTexts, eventData, results } from '../assumptions';
import { selectCase } from './cases';
import type { DeskCore } from '../core';
import { bringIn, makeMove, requireTransition } from '../engine';
import { markDone } from './markdone';
import type { ListedCustomer } from '../state/options';
import { refusal } from '../refusal';
import type { Campaign, CampaignRecord, DeskInteraction, PreviewFacts, PreviewMode } from '../state/types';

type Mover = 'agent' | 'widget';

const directPushKey = 'directPush';

/** Takes the campaigns from the options; those that are known keep how far they are. */
export function loadCampaigns({ store, options }: DeskCore): void {
  for (const name of store.campaigns.keys()) {
    if (!options.campaigns.some((campaign) => campaign.name === name)) store.campaigns.delete(name);
  }
  for (const { name, mode } of options.campaigns) {
    const known = store.campaigns.get(name);
    store.campaigns.set(name, { name, loaded: true, running: true, given: 0, ...known, mode });
  }
}

const campaignChanges = {
  campaignLoads: { eventType: 'CampaignLoaded', becomes: { loaded: true } },
  campaignUnloads: { eventType: 'CampaignUnloaded', becomes: { loaded: false, running: false } },
  campaignStarts: { eventType: 'CampaignStarted', becomes: { loaded: true, running: true } },
  campaignStops: { eventType: 'CampaignStopped', becomes: { running: false } },
} as const satisfies Record<string, { eventType: string; becomes: Partial<Campaign> }>;

/** A campaign is loaded, unloaded, started or stopped: subscribers of `outbound` are told, unless it was so already. */
export function changeCampaign(core: DeskCore, name: string, happens: keyof typeof campaignChanges): void {
  const campaign = core.store.campaigns.get(name);
  if (campaign === undefined) throw refusal(errorTexts.unknownCampaign, name);
  const { eventType, becomes } = campaignChanges[happens];
  const changed = { ...campaign, ...becomes };
  if (changed.loaded === campaign.loaded && changed.running === campaign.running) return;
  core.store.campaigns.set(name, changed);
  core.emit(
    'outbound',
    eventData.campaign,
    eventType,
    name,
    happens === 'campaignStarts' ? choices.campaignModes.value[campaign.mode] : undefined,
  );
}

/** The agent or a widget asks for a record: its preview comes at once. Throws a refusal but for a loaded pull campaign. */
export function pullPreview(core: DeskCore, campaign: string): DeskInteraction {
  requireCampaign(core, campaign, 'pull');
  const preview = givePreview(core, campaign, 'pull');
  selectCase(core, preview.caseId);
  return preview;
}

/** A campaign gives a record unasked: push offers it, direct push shows it at once. */
export function pushPreview(core: DeskCore, campaign: string): DeskInteraction {
  const { mode } = requireCampaign(core, campaign);
  if (mode === 'pull') throw refusal(errorTexts.wrongCampaignMode, campaign, mode);
  if (mode === 'directPush' && !core.store.directPush) throw refusal(errorTexts.directPushOff);
  return givePreview(core, campaign, mode);
}

/** From now on records of direct push campaigns come without asking, the first after a moment. */
export function startDirectPush(core: DeskCore): void {
  const campaign = [...core.store.campaigns.values()].find(({ mode, loaded }) => mode === 'directPush' && loaded);
  if (campaign === undefined) throw refusal(errorTexts.noDirectPush);
  core.store.directPush = true;
  core.schedule(directPushKey, core.options.serverStepMs, () => {
    if (core.store.campaigns.get(campaign.name)?.loaded === true) pushPreview(core, campaign.name);
  });
}

export function stopDirectPush(core: DeskCore): void {
  core.cancel(directPushKey);
  core.store.directPush = false;
}

/**
 * Marks an interaction done (see markDone). With a preview that also stops direct push (reference, markdone), unless the
 * agent goes on with `doneAndNext`: then another record of the campaign is asked for or comes.
 */
export function finish(core: DeskCore, id: string, mover: Mover, move: 'markDone' | 'doneAndNext' = 'markDone'): void {
  const { preview } = core.interaction(id);
  markDone(core, id, mover, move);
  if (preview === undefined) return;
  const goesOn = move === 'doneAndNext' && core.store.campaigns.get(preview.campaign)?.loaded === true;
  if (preview.mode === 'directPush') (goesOn ? startDirectPush : stopDirectPush)(core);
  else if (preview.mode === 'pull' && goesOn) pullPreview(core, preview.campaign);
}

/** Calls a record of the preview: the preview is over, and the call begins in the same case. */
export function callPreview(core: DeskCore, id: string, mover: Mover, handle?: number): DeskInteraction {
  const preview = core.interaction(id);
  requireTransition(preview, 'callPreview', mover);
  const record = recordOf(core, id, handle);
  makeMove(core, id, 'callPreview', mover);
  const { contact, userData } = preview;
  return dial(core, record.phone, userData, { parent: preview, isConsultation: false, contact });
}

/** The record that an interaction is about: the given one of its chain, or the selected one. Throws a refusal for none. */
export function recordOf(core: DeskCore, id: string, handle?: number): CampaignRecord {
  const [selected] = chainOf(core, id);
  if (handle === undefined) return selected;
  const found = chainOf(core, id).find((record) => record.handle === handle);
  if (found === undefined) throw refusal(errorTexts.unknownRecord, handle, id);
  return found;
}

/** All records of the customer that a preview, or the call made from it, is about. Throws a refusal for others. */
export function chainOf(core: DeskCore, id: string): [CampaignRecord, ...CampaignRecord[]] {
  const interaction = core.interaction(id);
  const parent = core.store.interactions.get(interaction.parentInteractionId ?? '');
  const handles = (interaction.preview ?? parent?.preview)?.chain ?? [];
  const [first, ...others] = handles
    .map((handle) => core.store.records.get(handle))
    .filter((record) => record !== undefined);
  if (first === undefined) throw refusal(errorTexts.noRecord, id);
  return [first, ...others];
}

/** Changes a record. */
export function changeRecord({ store }: DeskCore, record: CampaignRecord, changes: Partial<CampaignRecord>): void {
  store.records.set(record.handle, { ...record, ...changes });
}

/** Takes a rescheduling back. Throws a refusal if there is none. */
export function cancelReschedule(core: DeskCore, id: string): void {
  const rescheduled = chainOf(core, id).find(({ reschedule }) => reschedule !== undefined);
  if (rescheduled === undefined) throw refusal(errorTexts.notRescheduled, id);
  const { reschedule, ...rest } = rescheduled;
  if (reschedule !== undefined) core.store.records.set(rest.handle, rest);
}

/** Sets the call result of a record. Throws a refusal for a number that is not in the list. */
export function setCallResult(core: DeskCore, id: string, callResult: number): void {
  if (!results.callResults.value.some((result) => result.id === callResult)) {
    throw refusal(errorTexts.unknownCallResult, callResult);
  }
  changeRecord(core, recordOf(core, id), { callResult });
}

function requireCampaign({ store }: DeskCore, name: string, mode?: PreviewMode): Campaign {
  const campaign = store.campaigns.get(name);
  if (campaign?.loaded !== true) throw refusal(errorTexts.unknownCampaign, name);
  if (mode !== undefined && campaign.mode !== mode) throw refusal(errorTexts.wrongCampaignMode, name, campaign.mode);
  return campaign;
}

function givePreview(core: DeskCore, name: string, mode: PreviewMode): DeskInteraction {
  const { store, options } = core;
  const campaign = requireCampaign(core, name);
  const listed = options.campaigns.find((option) => option.name === name)?.customers ?? [];
  const customer = listed[campaign.given % Math.max(1, listed.length)];
  if (customer === undefined) throw refusal(errorTexts.emptyCampaign, name);
  store.campaigns.set(name, { ...campaign, given: campaign.given + 1 });
  const chain = addRecords(core, name, customer);
  const [selected] = chain;
  if (selected === undefined) throw refusal(errorTexts.emptyCampaign, name);
  return bringIn(core, {
    machine: 'preview',
    media: choices.previewMedia.value,
    ...(mode === 'push'
      ? ({ machineState: 'INVITED', event: 'invited' } as const)
      : ({ machineState: 'PREVIEW', event: 'preview' } as const)),
    userData: structuredClone({ ...choices.previewData.value(selected), ...customer.fields }),
    contact: structuredClone(customer.contact),
    parties: [{ name: customer.contact.displayName ?? customer.phones[0] ?? name }],
    isConsultation: false,
    preview: { campaign: name, mode, chain: chain.map(({ handle }) => handle) } satisfies PreviewFacts,
  });
}

/** A record for each phone number of a customer, all of one chain. */
function addRecords({ store, counts }: DeskCore, campaign: string, customer: ListedCustomer): CampaignRecord[] {
  counts.chains += 1;
  const chain = counts.chains;
  return customer.phones.map((phone) => {
    counts.records += 1;
    const handle = counts.records;
    const callResult = results.firstCallResult.value;
    const blank = { handle, chain, campaign, phone, fields: {}, callResult, doNotCall: false };
    const fields = structuredClone({ ...choices.recordFields.value(blank), ...customer.fields });
    const record = { ...blank, fields };
    store.records.set(handle, record);
    return record;
  });
}
