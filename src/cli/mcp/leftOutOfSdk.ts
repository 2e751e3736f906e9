/**
 * Stands in the bundles for what the SDK of the Model Context Protocol imports and Deskside never needs, which is more than
 * half of it: libraries for tools whose schemas are the SDK's own, and for answers that are checked against a JSON schema.
 * The SDK calls it when it starts. esbuild.mjs says for which packages it stands.
 */
function leftOut(): object {
  return {};
}

export { leftOut as default, leftOut as zodToJsonSchema };
