"""The ready manifests of docs/grading, each read by a parser and, where one is installed, its schema."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "docs/grading"
# `pip install check-jsonschema kubernetes-validate` brings both, with the schemas.
SCHEMAS = [
    ("check-jsonschema", ["--builtin-schema", "vendor.github-workflows"], FOLDER / "github-actions.yml"),
    ("check-jsonschema", ["--builtin-schema", "vendor.github-actions"], ROOT / "action.yml"),
    ("check-jsonschema", ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
     FOLDER / "gitlab-ci.yml"),
    ("kubernetes-validate", ["--strict"], FOLDER / "kubernetes.yaml"),
]


def bash_reads(script):
    said = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert said.returncode == 0, f"{said.stderr}\n{script}"
    assert "gradus" not in script or "--shard" in script or "report" in script or "doctor" in script, script


def parse():
    """Reads all of them; without PyYAML only the scripts."""
    bash_reads((FOLDER / "slurm.sh").read_text())
    assert "--array=1-8" in (FOLDER / "slurm.sh").read_text()
    assert "secret" not in "".join(
        path.read_text().replace("no secret", "") for path in FOLDER.glob("*.y*ml")).lower()
    import yaml
    workflow = yaml.safe_load((FOLDER / "github-actions.yml").read_text())
    assert workflow["jobs"]["grade"]["strategy"]["matrix"]["shard"] == list(range(1, 9))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                # What GitHub fills in is no shell.
                bash_reads(step["run"].replace("${{", "").replace("}}", ""))
    gitlab = yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text())
    assert gitlab["grade"]["parallel"] == 8
    for name in ["grade", "merge"]:
        bash_reads("\n".join(gitlab[name]["script"]))
    _, job = yaml.safe_load_all((FOLDER / "kubernetes.yaml").read_text())
    assert job["spec"]["completionMode"] == "Indexed" and job["spec"]["completions"] == 8
    (container,) = job["spec"]["template"]["spec"]["containers"]
    bash_reads(container["args"][0])
    assert not container["securityContext"]["allowPrivilegeEscalation"]
    for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]:
        # An input that is pasted into a script could be a script.
        assert "${{" not in step["run"]
        bash_reads(step["run"])


def workflow_is_valid(path):
    """A workflow that students get: by its schema where that is here, and without any secret."""
    text = path.read_text()
    assert "secret" not in text and "contents: read" in text and "persist-credentials: false" in text
    tool = Path(sys.executable).parent / "check-jsonschema"
    if tool.exists():
        subprocess.run([tool, "--builtin-schema", "vendor.github-workflows", path], check=True, capture_output=True)


def validate():
    """Holds them against their schemas; returns the tools that are not here."""
    missing = set()
    for tool, words, path in SCHEMAS:
        beside = Path(sys.executable).parent / tool
        program = str(beside) if beside.exists() else shutil.which(tool)
        if not program:
            missing.add(tool)
            continue
        said = subprocess.run([program, *words, path], text=True, capture_output=True, check=False)
        assert said.returncode == 0, f"{path}\n{said.stdout}{said.stderr}"
    return sorted(missing)
