/** Both issuers of a secret ballot sign a token, or it lets nobody cast. */
export const issuersNeeded = 2;

/** Any two of three officers open the box. */
export const keysNeeded = 2;
