import { agentTools } from '../../src/agents/catalogue';
import { inputJsonSchema } from '../../src/agents/inputJsonSchema';
import type { AgentTool } from '../../src/agents/tool';

/** The tools as VS Code offers them to its language models. */
export function languageModelTools(): readonly object[] {
  return agentTools.map((tool) => ({
    name: tool.name,
    displayName: tool.title,
    userDescription: tool.description.split('. ')[0],
    modelDescription: tool.description,
    toolReferenceName: tool.name.replace(/^deskside_/, 'deskside-').replaceAll('_', '-'),
    canBeReferencedInPrompt: true,
    tags: ['deskside', 'genesys'],
    when: whenOf(tool),
    inputSchema: inputJsonSchema(tool),
  }));
}

/** Code that uses the API was seen in this window, or Deskside was started in it. */
function whenOf({ worksUntrusted }: AgentTool): string {
  return worksUntrusted === true ? 'deskside.inUse' : 'deskside.inUseAndTrusted';
}
