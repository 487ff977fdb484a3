import { hash } from 'node:crypto';
import { createTreeHasher } from '@cunjian/tlog';

/** RFC 6962 hashing on the platform's SHA-256, in one shot. */
export const createServerHasher = () => createTreeHasher((bytes) => hash('sha256', bytes, 'buffer'));
