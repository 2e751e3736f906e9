import { toBase64url } from '../../../base/base64url';
import { fromBase64url, textOfUtf8 } from '../../../base/text/readBase64url';
import { profileText, readProfile } from './profile';
import type { Profile } from './profile';

/** The name under which a profile stands in the fragment of the page's address. */
const profileParameter = 'profile';

/** The address of the page with a profile by which it is to behave. */
export function withProfile(address: string, profile: Profile | undefined): string {
  if (profile === undefined) return address;
  const encoded = toBase64url(new TextEncoder().encode(profileText(profile)));
  return `${address}${address.includes('#') ? '&' : '#'}${profileParameter}=${encoded}`;
}

/**
 * The profile that the page's address holds, checked anew, since anybody can write an address; undefined if it holds none.
 * @throws ProfileError, or an error of the decoding
 */
export function profileOfAddress({ hash }: Pick<Location, 'hash'>): Profile | undefined {
  const encoded = new URLSearchParams(hash.slice(1)).get(profileParameter);
  return encoded === null ? undefined : readProfile(textOfUtf8(fromBase64url(encoded)));
}
