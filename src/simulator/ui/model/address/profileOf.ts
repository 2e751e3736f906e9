import { ProfileError } from '../../../desk/profile/profile';
import type { Profile } from '../../../desk/profile/profile';
import { profileOfAddress } from '../../../desk/profile/profileAddress';

/** The profile of the page's address, if it holds one; or what is wrong with it, for the user. */
export function profileOf(
  place: Pick<Location, 'hash'>,
): { readonly profile: Profile | undefined } | { readonly problem: string } {
  try {
    return { profile: profileOfAddress(place) };
  } catch (error) {
    const why = error instanceof ProfileError ? error.message : 'The address holds no whole profile. Open it anew.';
    return { problem: `Workspace goes by no profile. ${why}` };
  }
}
