/** Why the certificate of the other side was not accepted. */
export type CertificateProblem = 'unknownIssuer' | 'outOfDate' | 'otherName' | 'unfit';

/** What is wrong with a certificate, to go on after "the certificate", and what to do about it. */
export const certificateAdvice = {
  unknownIssuer: {
    text: 'is signed by nobody whom this machine trusts',
    next: 'Add its issuer to the certificates that the operating system trusts, start VS Code again, and connect again.',
  },
  outOfDate: {
    text: 'has expired, or is not valid yet',
    next: 'Renew it at the proxy before the relay, or set the clock of this machine right; then connect again.',
  },
  otherName: {
    text: 'is for another name',
    next: 'Connect to a name that stands in it, or give the proxy before the relay one for this name.',
  },
  unfit: {
    text: 'is not accepted',
    next: 'Give the proxy before the relay a valid one, and connect again.',
  },
} as const satisfies Record<CertificateProblem, { readonly text: string; readonly next: string }>;
