"""What a JupyterHub would start for a learner, from the values in docs/hub, without a cluster."""

import re
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import event_loop
import pytest
import yaml

from lessons.core.paths import NOTEBOOKS, ROOT

HUB = ROOT / "docs" / "hub"
VALUES = yaml.safe_load((HUB / "values.yaml").read_text(encoding="utf-8"))
LEARNER = VALUES["singleuser"]
ANSWERS = LEARNER["storage"]["homeMountPath"]
MEGABYTE = 1024 * 1024  # as KubeSpawner counts


pytestmark = pytest.mark.exhaustive  # JupyterHub and KubeSpawner take seconds to import
needs_hub = pytest.mark.skipif(
    sys.platform != "linux", reason="JupyterHub is only installed on Linux: hubs run there"
)


@pytest.fixture(autouse=True)
def no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let KubeSpawner look for no cluster."""
    if sys.platform == "linux":
        for name in ("load_config", "shared_client"):
            monkeypatch.setattr(f"kubespawner.spawner.{name}", lambda *_, **__: None)


def pod(name: str) -> dict[str, Any]:
    """Return the manifest of the pod that KubeSpawner starts for a learner.

    The settings are passed on as the chart does; what the values do not name stays KubeSpawner's.
    """
    from kubespawner import KubeSpawner

    storage = LEARNER["storage"]["static"]
    made = KubeSpawner(
        user=SimpleNamespace(name=name, id=1, url="/", escaped_name=name),
        orm_spawner=SimpleNamespace(name="", server=None),
        hub=SimpleNamespace(base_url="/", public_host="", api_url="http://hub:8081/api"),
        _mock=True,
        image="{name}:{tag}".format(**LEARNER["image"]),
        cmd="jupyterhub-singleuser",
        default_url=LEARNER["defaultUrl"],
        mem_guarantee=LEARNER["memory"]["guarantee"],
        mem_limit=LEARNER["memory"]["limit"],
        cpu_guarantee=LEARNER["cpu"]["guarantee"],
        cpu_limit=LEARNER["cpu"]["limit"],
        environment=LEARNER["extraEnv"],
        volumes=[{"name": "home", "persistentVolumeClaim": {"claimName": storage["pvcName"]}}],
        volume_mounts=[{"name": "home", "mountPath": ANSWERS, "subPath": storage["subPath"]}],
    )
    return event_loop.run(manifest(made))


async def manifest(spawner: Any) -> dict[str, Any]:
    """Return what KubeSpawner would send to the cluster."""
    from kubernetes_asyncio.client import ApiClient

    async with ApiClient() as client:
        found = client.sanitize_for_serialization(await spawner.get_pod_manifest())
    return dict(found)


def container(name: str) -> dict[str, Any]:
    """Return the one container of a learner's pod."""
    [found] = pod(name)["spec"]["containers"]
    return dict(found)


def folder(name: str) -> str:
    """Return the folder on the volume that a learner's answers are in."""
    [mount] = container(name)["volumeMounts"]
    return str(mount["subPath"])


@needs_hub
def test_a_learner_gets_the_memory_and_processor_that_were_measured() -> None:
    resources = container("ana")["resources"]
    assert resources["requests"]["memory"] == 256 * MEGABYTE
    assert resources["limits"]["memory"] == 1024 * MEGABYTE
    assert (resources["requests"]["cpu"], resources["limits"]["cpu"]) == (0.05, 1)


@needs_hub
def test_answers_are_on_the_volume_that_outlives_the_pod() -> None:
    volume, claim = yaml.safe_load_all((HUB / "answers.yaml").read_text(encoding="utf-8"))
    assert volume["metadata"]["name"] == claim["spec"]["volumeName"]
    [used] = pod("ana")["spec"]["volumes"]
    assert used["persistentVolumeClaim"] == {"claimName": claim["metadata"]["name"]}
    [mount] = container("ana")["volumeMounts"]
    around = {variable["name"]: variable["value"] for variable in container("ana")["env"]}
    assert around["COOPERATIVE_SECURITY_HOME"] == mount["mountPath"]
    assert not mount["mountPath"].startswith("/home"), "the volume would hide the course"


@needs_hub
def test_each_learner_has_a_folder_of_their_own() -> None:
    names = ["ana", "Ana", "ana.b", "ana-b", "../ana", "ana/..", ".", "ana/", "Åna", "a" * 300]
    folders = [folder(name) for name in names]
    assert len({*folders}) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", folder) for folder in folders)


@needs_hub
def test_a_learner_cannot_become_root() -> None:
    context = container("ana")["securityContext"]
    assert context["allowPrivilegeEscalation"] is False
    assert not context.get("privileged")


@needs_hub
def test_nobody_logs_in_before_an_authenticator_is_chosen() -> None:
    from jupyterhub.auth import Authenticator
    from jupyterhub.traitlets import EntryPointType

    chosen = VALUES["hub"]["config"]["JupyterHub"]["authenticator_class"]
    trait = EntryPointType(klass=Authenticator, entry_point_group="jupyterhub.authenticators")
    authenticator = trait.load_entry_points()[chosen].load()
    assert event_loop.run(authenticator().get_authenticated_user(None, {"username": "ana"})) is None


def test_a_server_opens_the_first_lesson() -> None:
    first = min(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb")).name
    assert LEARNER["defaultUrl"].endswith(f"/tree/notebooks/{first}")


def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run what the image's settings add when a server starts, and return what it shows."""
    monkeypatch.setenv("COOPERATIVE_SECURITY_HOME", str(home))
    settings = SimpleNamespace(ServerApp=SimpleNamespace())
    runpy.run_path(str(ROOT / ".binder" / "image_config.py"), {"c": settings})
    return Path(settings.ServerApp.root_dir)


def test_notes_in_a_notebook_are_there_at_the_next_start(tmp_path, monkeypatch) -> None:
    shown = start(tmp_path / "ana", monkeypatch)
    assert shown.is_relative_to(tmp_path / "ana")
    notebook = min((shown / "notebooks").glob("*.ipynb"))
    notebook.write_text('{"cells": [{"cell_type": "markdown", "source": "My note"}]}')
    assert start(tmp_path / "ana", monkeypatch) == shown
    assert "My note" in notebook.read_text(encoding="utf-8")
    other = start(tmp_path / "ben", monkeypatch) / "notebooks" / notebook.name
    assert "My note" not in other.read_text(encoding="utf-8")
