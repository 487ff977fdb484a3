import { refuse, type Decider, type Refused } from '@cunjian/kernel';
import { evolve, initialState, type Deployment, type DeploymentEvent } from './deployment.ts';

export interface FoundDeployment {
  /** Origins of all logs begin with it. */
  readonly name: string;
  readonly operatorAccounts: readonly string[];
}

const minOperators = 2;

export const decide = (command: FoundDeployment, state: Deployment): readonly DeploymentEvent[] | Refused => {
  // An activation slip takes two officers: one operator could never let anybody else in.
  if (state.status === 'unfounded' && new Set(command.operatorAccounts).size < minOperators)
    return refuse('deployment.too-few-operators', { least: minOperators }, 'operatorAccounts');
  if (state.status === 'unfounded')
    return [{ type: 'deployment-founded', data: { ...command, operatorAccounts: [...command.operatorAccounts] } }];
  return state.name === command.name
    ? []
    : refuse('deployment.other-name', { founded: state.name, name: command.name }, 'name');
};

export const deploymentDecider: Decider<FoundDeployment, Deployment, DeploymentEvent> = {
  initialState,
  decide,
  evolve,
};
