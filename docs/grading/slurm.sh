#!/bin/bash
# Grades a class as a job array of eight parts:  sbatch slurm.sh
# Afterwards:  ./gradus report merge out/part* --out graded
#SBATCH --job-name=gradus-grading
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --output=grading-%A_%a.log
set -eu
# The array's own number: the same in every part of it, and after a requeue.
seed=${GRADUS_SEED:-$SLURM_ARRAY_JOB_ID}
# Name a time so that merged reports of several runs are the same bytes.
time=${GRADUS_TIME:-$(date -u +%Y-%m-%dT00:00:00Z)}
# The cache holds programs that are started: it has to lie on a disk that all nodes see.
export GRADUS_CACHE=${GRADUS_CACHE:-$PWD/.gradus-cache}

exec ./gradus grade class/* --out "out/part$SLURM_ARRAY_TASK_ID" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --seed "$seed" --graded-at "$time"
