import { toJsonSchema } from '@valibot/to-json-schema';
import type { ConversionConfig, JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { customJsonSchema } from '../../src/api/targetQuery';
import { condition } from '../../src/simulator/scenario/run/conditions';
import { scenarioSchema, step } from '../../src/simulator/scenario/format/scenario';

const config: ConversionConfig = {
  typeMode: 'input',
  overrideSchema({ valibotSchema }) {
    if (valibotSchema === condition.schema) return { $ref: '#/definitions/condition' };
    if (valibotSchema === step.schema) return { $ref: '#/definitions/step' };
    return customJsonSchema(valibotSchema);
  },
};

/** The JSON schema of scenarios, from which editors complete and check them. */
export function scenarioJsonSchema(): string {
  const schema = toJsonSchema(scenarioSchema, config);
  const definitions = { step: anyOf(step.kinds), condition: anyOf(condition.kinds) };
  const whole = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Scenario', ...schema, definitions };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** The library's own definitions are those of lazy schemas, which are overridden. */
function anyOf(kinds: Readonly<Record<string, GenericSchema>>): JsonSchema {
  return { anyOf: Object.values(kinds).map((kind) => ({ ...toJsonSchema(kind, config), definitions: undefined })) };
}
