/** C0 and C1 controls but tab and line breaks, and the bidi overrides, embeddings and isolates that let text show as what it is not. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const unclean = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export const isCleanText = (text: string): boolean => text.isWellFormed() && !unclean.test(text);
