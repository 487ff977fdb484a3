export const viewerQuery = `query Viewer { viewer { signedIn account person name mayBindByIssuer
  villages { kind division { code name } }
  memberships { id kind name division { code name } }
  offices { id kind body { id name } division { code name } } } }`;
