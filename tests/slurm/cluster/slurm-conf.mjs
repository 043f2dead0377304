/**
 * The configuration of a cluster with one node, this machine, without accounting. Its CPUs are only counted: a test's jobs
 * mostly sleep.
 * @param {string} folder where the daemons keep what is theirs
 */
export function slurmConf(folder) {
  return `ClusterName=garden
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1
NodeName=localhost NodeAddr=127.0.0.1 CPUs=8 RealMemory=4000
PartitionName=main Nodes=localhost Default=YES
PartitionName=spare Nodes=localhost
PartitionName=short Nodes=localhost MaxTime=5
`;
}
