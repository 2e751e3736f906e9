/**
 * Kinds of target that a consultation, transfer or conference can have. Source: reference, `targetQuery`. A query that is a
 * text means a CUSTOM_CONTACT with that destination. The reference calls the key of the kind `target` for consult and `type`
 * for the single-step methods; the vendor's sample sends `type` everywhere, so that is what we send.
 */
export const targetTypes = {
  AGENT: { label: 'Agent', destination: 'employee id' },
  AGENT_GROUP: { label: 'Agent group', destination: 'name of the agent group' },
  SKILL: { label: 'Skill', destination: 'name of the skill' },
  INTERACTION_QUEUE: { label: 'Interaction queue', destination: 'name of the queue' },
  ROUTING_POINT: { label: 'Routing point', destination: 'name of the routing point' },
  CUSTOM_CONTACT: { label: 'Custom contact', destination: 'phone number or address' },
} as const satisfies Record<string, { label: string; destination: string }>;

export type TargetType = keyof typeof targetTypes;

/** The only service whose target may name a media. Source: reference. */
export const serviceWithMedia = 'interaction.consult';

/** Whether `value` is one of the reference's target types. */
export function isTargetType(value: unknown): value is TargetType {
  return typeof value === 'string' && Object.hasOwn(targetTypes, value);
}

/** A part of a schema of this project, as a conversion to JSON schema meets it. */
interface SchemaPart {
  readonly type: string;
}

/**
 * The JSON schema of values that a schema checks by a function of ours, of which a converter knows nothing; undefined for
 * all other schemas.
 */
export function customJsonSchema(schema: SchemaPart): { enum: string[] } | { type: 'object' } | undefined {
  if (schema.type !== 'custom') return undefined;
  const isTarget = 'check' in schema && schema.check === isTargetType;
  return isTarget ? { enum: Object.keys(targetTypes) } : { type: 'object' };
}
