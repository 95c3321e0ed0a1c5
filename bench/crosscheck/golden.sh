#!/usr/bin/env bash
# Runs the golden demands through the command line: ./orograph against the reference numbers in OROGRAPH_GOLDEN.
#
#   OROGRAPH_PYTHON   Python with numpy, h5py, torch and safetensors (default: python3)
#   OROGRAPH_DATA     folder with the data sets (default: ../shared/data beside the checkout)
#   OROGRAPH_GOLDEN   folder with the reference numbers (default: ../shared/golden beside the checkout)
#
# Where there are no reference numbers it says so and ends with success.
set -euo pipefail

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export OROGRAPH_DATA=${OROGRAPH_DATA:-$root/../shared/data}
export OROGRAPH_GOLDEN=${OROGRAPH_GOLDEN:-$root/../shared/golden}
if [ ! -d "$OROGRAPH_GOLDEN" ]; then
    echo "golden: no reference numbers in $OROGRAPH_GOLDEN; nothing to check"
    exit 0
fi
exec "${OROGRAPH_PYTHON:-python3}" "$root/bench/crosscheck/golden.py" "$root" "$@"
