import { keyForm } from '../../../base/base64url';

const storageName = 'deskside.pageKey';

/**
 * The address of the bridge for this page, or undefined if no key was given. The key comes in the fragment of the
 * page's address; it is taken out of what the user sees and kept for a reload of this tab.
 */
export function takeBridgeAddress(page: Window): string | undefined {
  const { location, history } = page;
  const given = validKey(new URLSearchParams(location.hash.slice(1)).get('key'));
  // Where nothing can be kept, the key stays in the address: a reload must not lose it.
  if (given !== undefined && keep(page, given)) {
    history.replaceState(history.state, '', location.pathname + location.search + rest(location.hash));
  }
  const key = given ?? validKey(kept(page));
  return key === undefined ? undefined : `/bridge#key=${key}`;
}

/** The fragment without the key. */
function rest(hash: string): string {
  const parameters = new URLSearchParams(hash.slice(1));
  parameters.delete('key');
  const text = parameters.toString();
  return text === '' ? '' : `#${text}`;
}

function validKey(text: string | null): string | undefined {
  return text !== null && keyForm.test(text) ? text : undefined;
}

function keep(page: Window, key: string): boolean {
  try {
    page.sessionStorage.setItem(storageName, key);
    return true;
  } catch {
    return false;
  }
}

function kept(page: Window): string | null {
  try {
    return page.sessionStorage.getItem(storageName);
  } catch {
    return null;
  }
}
