import * as v from 'valibot';

/** A text that is not empty. */
export const filledText = v.pipe(v.string(), v.minLength(1));

/** Whom an interaction is with; fields that the reference does not name are kept. */
export const contactSchema = v.looseObject({
  displayName: v.exactOptional(v.string()),
  firstName: v.exactOptional(v.string()),
  lastName: v.exactOptional(v.string()),
});
