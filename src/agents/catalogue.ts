import { invokeService } from './acting/invokeService';
import { checkFile } from './reading/checkFile';
import { describeMethodTool } from './reading/describeMethod';
import { diagnoseConnection } from './reading/diagnoseConnection';
import { getRecord } from './reading/getRecord';
import { listInteractions } from './reading/listInteractions';
import { listPages } from './reading/listPages';
import { listRecords } from './reading/listRecords';
import { actOnDesk } from './simulator/actOnDesk';
import { bringInTool } from './simulator/bringIn';
import { configureSimulator } from './simulator/configureSimulator';
import { letHappenTool } from './simulator/letHappen';
import { playScenario } from './simulator/playScenario';
import { startSimulator } from './simulator/startSimulator';
import { viewSimulator } from './simulator/viewSimulator';
import type { AgentTool } from './tool';

/** All tools for AI agents, as language model tools of VS Code and over MCP. More than 15 and models choose worse. */
export const agentTools: readonly AgentTool[] = [
  listPages,
  listInteractions,
  listRecords,
  getRecord,
  describeMethodTool,
  checkFile,
  diagnoseConnection,
  startSimulator,
  bringInTool,
  actOnDesk,
  letHappenTool,
  configureSimulator,
  playScenario,
  viewSimulator,
  invokeService,
];

/** The tool of a name. */
export function findAgentTool(name: string): AgentTool | undefined {
  return agentTools.find((tool) => tool.name === name);
}
