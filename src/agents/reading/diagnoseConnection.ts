import * as v from 'valibot';
import { defineTool } from '../tool';

export const diagnoseConnection = defineTool({
  name: 'deskside_diagnose_connection',
  title: 'Diagnose the connection',
  description:
    'Reports each step of the way from a page of Workspace to Deskside: the relay, the bridge script, allowed origins, each page and its widgets, with what is wrong and what to do. Use it when a page or a widget does not appear, or nothing of it is heard.',
  effect: 'reads',
  input: v.strictObject({}),
  announce: () => 'Look at each step of the connection',
  async run(_, { host }) {
    const report = await host.connectionReport();
    return { text: 'The connection report.', data: report.split('\n').filter((line) => line.trim() !== '') };
  },
});
