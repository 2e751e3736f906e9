import { toJsonSchema } from '@valibot/to-json-schema';
import type { ConversionConfig } from '@valibot/to-json-schema';
import { profileSchema } from '../../src/simulator/desk/profile/profile';
import { membersSchema, plainShapes, shapeSchema } from '../../src/simulator/desk/profile/shape';

const reference = { $ref: '#/definitions/shape' };
const members = { type: 'object', additionalProperties: reference } as const;

const { eventTypes, events, interactions, results, errorTexts } = profileSchema.entries;
const named = [eventTypes, events, interactions, results, errorTexts];

const config: ConversionConfig = {
  typeMode: 'input',
  overrideSchema({ valibotSchema }) {
    if (valibotSchema === shapeSchema) return reference;
    if (valibotSchema === membersSchema) return members;
    const found = named.find((each) => each === valibotSchema);
    if (found === undefined) return undefined;
    const value = { ...toJsonSchema(found.value, config), $schema: undefined };
    const properties = Object.fromEntries(found.key.options.map((name) => [name, value]));
    return { type: 'object', properties, additionalProperties: false };
  },
};

/** The JSON schema of profiles. */
export function profileJsonSchema(): string {
  const exactly = (properties: Readonly<Record<string, object>>) => ({
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  });
  const shape = { anyOf: [{ enum: plainShapes }, exactly({ list: reference }), exactly({ members })] };
  const head = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Profile of a live Workspace' };
  const whole = { ...head, ...toJsonSchema(profileSchema, config), definitions: { shape } };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
