import { useCommand } from '../../use-command.ts';
import { disclosureMutations, type DisclosureMutation, type DisclosurePayload } from './disclosure-queries.ts';

export const useDisclosureCommand = (name: DisclosureMutation) =>
  useCommand<DisclosurePayload>(name, disclosureMutations[name]);
