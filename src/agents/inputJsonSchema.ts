import { toJsonSchema } from '@valibot/to-json-schema';
import { customJsonSchema } from '../api/targetQuery';
import type { AgentTool } from './tool';

/** The JSON schema of a tool's arguments, as language models read it. */
export function inputJsonSchema({ input }: AgentTool): object {
  const overrideSchema = ({ valibotSchema }: { readonly valibotSchema: { readonly type: string } }) =>
    customJsonSchema(valibotSchema);
  // Which version of JSON Schema it is goes without saying there.
  return { ...toJsonSchema(input, { typeMode: 'input', overrideSchema }), $schema: undefined };
}
