/** Whether this browser can: a secure connection, and X25519 in WebCrypto (Chromium 133, Firefox 130, Safari 17). */
export const canSeal = async (web: Pick<Crypto, 'subtle'> | undefined = globalThis.crypto): Promise<boolean> => {
  // Without a secure connection there is no `subtle`, whatever the types say.
  const subtle: SubtleCrypto | undefined = web?.subtle;
  if (subtle === undefined) return false;
  return subtle.generateKey('X25519', false, ['deriveBits']).then(
    () => true,
    () => false,
  );
};
