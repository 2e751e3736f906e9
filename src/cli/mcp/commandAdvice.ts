import { whoseOrigin } from '../../presentation/connection/diagnosisAdvice';
import type { DiagnosisAdvice } from '../../presentation/connection/diagnosisAdvice';
import { oneLine } from '../../presentation/text/text';

/** What can be done about the connection where `deskside mcp` makes the report. */
export const commandAdvice: DiagnosisAdvice = {
  here: 'this command',
  owners: {
    here: 'run by this command',
    otherWindow: 'run by VS Code or another command with the same keys',
    elsewhere: 'one that runs by itself',
  },
  start: 'Start deskside mcp again.',
  otherOnPort: 'End that program, or start deskside mcp with another --port.',
  nothingOnPort: 'Start deskside mcp again, or look whether a firewall or a proxy stands in between.',
  newScriptTag:
    'Put the script tag of the relay into the page again: deskside serve prints it with the same --keys, and VS Code copies it.',
  allowOrigin: ({ origin = 'ORIGIN', held }, owner) =>
    owner === 'here'
      ? `Start deskside mcp with --allow-origin ${oneLine(origin)} if ${whoseOrigin(held)}.`
      : `Allow its origin where the relay runs if ${whoseOrigin(held)}: VS Code asks for it, a command has --allow-origin.`,
  otherWay: undefined,
  whyRefused: 'deskside_list_records with kinds desk, and deskside_get_record, show what Workspace said.',
};
