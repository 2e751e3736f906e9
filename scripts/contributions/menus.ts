import { catalogue, serviceName } from '../../src/api/catalogue';
import type { MethodSpec } from '../../src/api/method';
import { commandMethods, commandOf } from '../../src/presentation/services/methodCommands';
import { canToken } from '../../src/presentation/interactions/nodeView';

interface Place {
  readonly service: string;
  /** The kind of node, its first token. */
  readonly on: 'page' | 'case' | 'interaction' | 'entry';
  readonly group: string;
  /** A codicon: the command is a button in the node's line, too. */
  readonly inline?: string;
}

/** Where the tree offers a method, in the order of its menus. A method that is not here is in no menu. */
const places: readonly Place[] = [
  { service: 'interaction.accept', on: 'interaction', group: '1_answer', inline: 'check' },
  { service: 'interaction.reject', on: 'interaction', group: '1_answer', inline: 'close' },
  { service: 'voice.hold', on: 'interaction', group: '2_call', inline: 'debug-pause' },
  { service: 'voice.resume', on: 'interaction', group: '2_call', inline: 'debug-continue' },
  { service: 'voice.hangUp', on: 'interaction', group: '2_call', inline: 'debug-disconnect' },
  { service: 'voice.startCallRecording', on: 'interaction', group: '3_recording' },
  { service: 'voice.stopCallRecording', on: 'interaction', group: '3_recording' },
  { service: 'voice.pauseCallRecording', on: 'interaction', group: '3_recording' },
  { service: 'voice.resumeCallRecording', on: 'interaction', group: '3_recording' },
  { service: 'interaction.completeTransfer', on: 'interaction', group: '4_others', inline: 'arrow-swap' },
  { service: 'interaction.completeConference', on: 'interaction', group: '4_others', inline: 'organization' },
  { service: 'interaction.consult', on: 'interaction', group: '4_others' },
  { service: 'interaction.singleStepTransfer', on: 'interaction', group: '4_others' },
  { service: 'interaction.singleStepConference', on: 'interaction', group: '4_others' },
  { service: 'outbound.callPreviewRecord', on: 'interaction', group: '5_preview' },
  { service: 'outbound.rejectPreviewRecord', on: 'interaction', group: '5_preview' },
  { service: 'outbound.cancelPreviewRecord', on: 'interaction', group: '5_preview' },
  { service: 'interaction.setUserData', on: 'interaction', group: '6_data' },
  { service: 'interaction.deleteUserData', on: 'interaction', group: '6_data' },
  { service: 'interaction.deleteUserData', on: 'entry', group: '6_data', inline: 'trash' },
  { service: 'interaction.blockMarkdone', on: 'interaction', group: '7_done' },
  { service: 'interaction.unblockMarkdone', on: 'interaction', group: '7_done' },
  { service: 'interaction.markdone', on: 'interaction', group: '7_done', inline: 'check-all' },
  { service: 'interaction.selectCaseByCaseId', on: 'case', group: '1_case', inline: 'eye' },
  { service: 'agent.setState', on: 'page', group: '1_agent' },
  { service: 'voice.dial', on: 'page', group: '2_create' },
  { service: 'email.create', on: 'page', group: '2_create' },
];

export interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
  readonly icon?: string;
}

export interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

/** Whether the command is one of a method of the API, and so derived from the catalogue. */
export function isDerived({ command }: { readonly command: string }): boolean {
  return namespaces.has(command.split('.').slice(0, 2).join('.'));
}

const namespaces = new Set(catalogue.map((method) => `deskside.${method.namespace}`));

/** The commands of the methods. */
export function derivedCommands(): readonly Command[] {
  return commandMethods.map((method) => {
    const icon = places.find(({ service, inline }) => service === serviceName(method) && inline !== undefined)?.inline;
    return {
      command: commandOf(method),
      title: ellipsis(method),
      category: 'Deskside',
      ...(icon === undefined ? {} : { icon: `$(${icon})` }),
    };
  });
}

/** When the palette shows the commands of the methods. */
export function derivedPalette(): readonly MenuItem[] {
  return commandMethods.map((method) => ({ command: commandOf(method), when: 'deskside.hasPages' }));
}

/** The entries of the methods in the tree's menus and as buttons in its lines. */
export function derivedTreeMenu(): readonly MenuItem[] {
  return places.flatMap(({ service, on, group, inline }, index) => {
    const method = commandMethods.find((each) => serviceName(each) === service);
    if (method === undefined) throw new Error(`the menus name ${service}, which has no command`);
    const command = commandOf(method);
    const when = `view == deskside.interactions && viewItem =~ ${pattern(on, service)}`;
    return [
      ...(inline === undefined ? [] : [{ command, when, group: `inline@${index + 1}` }]),
      { command, when, group: `${group}@${index + 1}` },
    ];
  });
}

/** A `when` clause's regular expression for nodes of a kind on which the service may be called now. */
export function pattern(kind: string, service: string): string {
  return `/^${kind}\\b.* ${canToken(service).replace('.', '\\.')}\\b/`;
}

/** A title with the dots of a command that asks for more than what it acts on. */
function ellipsis(method: MethodSpec): string {
  const more = method.parameters.some((parameter, index) => index > 0 || !parameter.name.endsWith('Id'));
  return more ? `${method.title}…` : method.title;
}
