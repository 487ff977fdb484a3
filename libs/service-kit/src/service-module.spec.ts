import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import { createProcedures } from './procedures.ts';
import { visitor } from '@cunjian/access';
import { serviceModule, serviceToken, type WiredService } from './service-module.ts';

describe('serviceModule', () => {
  it('boots without a decorator and provides each service under its token', async () => {
    const { router } = createProcedures(async () => visitor);
    const registry: WiredService = { router: router({}) };
    const audit: WiredService = { router: router({}) };
    const app = await NestFactory.createApplicationContext(
      {
        ...serviceModule('registry', () => registry),
        imports: [serviceModule('audit', () => audit)],
      },
      { logger: false },
    );
    expect(app.get(serviceToken('registry'), { strict: false })).toBe(registry);
    expect(app.get(serviceToken('audit'), { strict: false })).toBe(audit);
    await app.close();
  });
});
