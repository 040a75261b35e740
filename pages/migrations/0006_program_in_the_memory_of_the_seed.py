import hashlib
import json

from django.db import migrations

# What a statistic consists of here, in the words of `pages.seeding.state`.
FIELDS = (
    "pk",
    "slug",
    "label",
    "counts",
    "unit",
    "stage",
    "program",
    "section",
    "order",
    "note",
    "is_retired",
)
# The entries of `statistics.yaml`, hashed with "programme" and with "program" as a key.
FIXTURE_HASHES = {
    "7950b7bcc7dcf35869cf398eec945850c91f8004da5c5738725143aa6c5741bb":
        "c7cbb30351eb77ae1e8b2ed53396967d1433dc56734d5b97d3e9eb2ff32cd63b",
    "05cba439c024e1ad8af9f31215766956883c3465a71c57b5f8b0e32a54a454a6":
        "56aef08072f81c6ed126088df547e34dccf9f208312f087ec066a4cd5dfd6ea1",
    "51f64686511a6ad9720a641455e6488efd188905b9b4c0f6593195d2e8f7023a":
        "c52ed561788655b4edc162785b802e4a0448462164b3f84697a7adb080ede564",
    "ca9312a6bd27887f8da8c02907b9c1080b17ba32b27374495cbb0830102ad312":
        "97ce39b51704b60a6177f150409f3f9b6ae4bf983e1aefb46089cec4984a1268",
    "bb5ac96fb3abd27407aeb63141af92846bc596e61c1e6101821090743bbb7fd4":
        "a24f64e79965f3c035f6dbde7653f71db22670962e0a5d3a0e27ea5070caf5e1",
    "c73cf8b6a73748f4624862f3899eee39b70d8f3914e7550826bceb124f479bd9":
        "0298b70e6ca90f8bdf011f619035b8f38e7cf6ad0ffb69f58e6a759e9a074802",
    "79071ef70fa3d039b96659e5125ed4540379b239413a1297b9e69d11fad658e4":
        "b14461d7fc668ee8d2c0bbeb2addfa0b724e6587b76b3be2efeea3123f833af8",
    "0542174b1efea96b5405ae8c4c5e81d4052fbf07cb55e716b939ac5e7dfe8c76":
        "7e084b7105bb0718afd31421fc1f29672ca1cba4b7217d2b53236a2e2e6ae4b4",
    "e7c30d8482841242414586c3740dd67d76b861b6587b60defccdfc43d384aced":
        "0738e410784c49afb4f500c9c97206841f7df4be107f539f439fbfd40a297de9",
    "6d3aff48c4099d42ee0b793c21ef75fef11a69e8ffe2a72fcb4d7d3f7aef61dc":
        "12e64f6bbcb729c5af1b695aed1aa77493bd000f4498e2f61efcd3398a34e4a6",
    "0361bcbc216201408e0e2612ce468541deca1ce3fc0fdfab9c09b6011569e4f6":
        "0a6e028794d644cd2773637f99c2fea03125a3f256b9c4c9ab353a8dd9a402fc",
    "7dfb314c534f1358554c3f39f4f1eaf5293f18ef0c4e20abd07ae3dd8b9ea8a8":
        "4cb9935cc27de48cd6621fbd2f5b176f784509d76edd2b1898d8aeccf92d7389",
    "3232e85bce457c8934c76da732bae4d9896090d9f5c79e9831e0d546c4247a56":
        "f7de31790db9c0d5d9f719abe995c85ee575492aa870c4c9d1d31415c1da9d7f",
    "aaae5b0a7d4d119afed84649b2a9e4a313aa9266785a2c67b3d5ea3b28d6087b":
        "f4e8ed58204086742afb7312c9b51fc46726f0e944fddb054fed00cd2b763f4f",
    "743dc431434c4277f1afa43fe3d0a9d480a621f558b413c5719308af6032302f":
        "fda8a387d6c5eb96f1f2c8ceb50eb6177d933d3c8862012d391e2a3014343958",
    "ed325a4d520dfeb6aed3fa5771c45184a0b39395f23f0b64ae1b52e5b2f1e59d":
        "78c952c12cc3b2533fda129dcf7960323e7b91fa760a8cc1f8a718e9b6976f24",
    "2a3017ec9aa6f7a8907e63fff8b7b35bda9159fd383552cd9cac634797bba707":
        "c664ab02c9ca25a3ec189d062f919a24b1a29055eb5b7005f3938a02a8d1de37",
    "b1872daa7589ea846c6a032cb027ee33ec2d5f7dbe4848a8471792c77f15f1ab":
        "67af0397705597124d09901b0c22ac20e1e8b758e739a359bc9a6735c48b55ff",
    "04a2a8755d1fabb46c974c9128f71e5f10bfe2caf63802b3680298fd5e5926ea":
        "ea504125fbf5f9f3bf6978f993000de9c7ab3091490589ffbe9451b19fdacec5",
    "2d02887755af72a890759838928c2e7da67fe4c27c4b0193c1e342a5930dd0d9":
        "2f9a06abc727b6ed81ebbbd66eab042a838397d522686f3866af800f30f9b3c5",
    "22e4f9c050e6fe738ca823c5f56ed5c19cddd57bae9056a760978645e87c699a":
        "7daace074dc4c143e68a08e1fff35e7e4aa0f0316001dcf1f1f882a66e967b43",
    "685e894533d8e60d6784f3d33daf8ac6194184130d2e9e3bb0aad4e6939df39d":
        "f8ee163ce05ba16e3d027b3491b172c5c4d887869b47e5c423be8232be636aeb",
    "d069f845332db4092f5c385da2f87dd267cb0e7f0dfe9c48035349f54048a8a3":
        "d99490d4aa86613aaa1820c254b44bbb722ade568cc004b88645db47592b78cb",
    "e660c36dc6d3204d920883b97c120b3fef63bc071cae6701f799ca8ca012f0e1":
        "7a5d4391187cb2e202a6281866be42b8e0fe4225575671430a34bc80fc50e9db",
    "bdc7fe8e284bd4520059dca8d9ebd1676717f40645850a43fdd7bc907d4e3a59":
        "dfc53114f9e4673ae1ad12dcc7ead4c082afe4704b7d226b513ddfa0c70edd84",
    "75597844e8887896d1c5dd0054cdd59f855a66076aed2b2a88501ab5d4884607":
        "e2fe79969ccf4589b95cc1e7988cefa3c2fd70978f59db26f86527901bca698f",
    "a60b3eef51ac10da0179ec48f538107090a235745d5459ebeb8ddd31b0bf3b2e":
        "2fe0d9b6c55451f614979f312730657bcca12bcb163dc394c8abc8cd189868b9",
    "e0196f339d3c4d31b8ec5009e78e6b36d25d071446096c1ae6bd2749cd3053b7":
        "0be9b030065cffcb3a169cf570f933e3ae1a9ed5fee34b5b14abd964d532b8c7",
    "14a58299259710938157c9995c7b03cf01f5cf8a3ef05ed7c079640cc869478d":
        "cfab3b9d91d1ba0ac95bf6452b23af0c582e8f663874d9465a67b79bbf631982",
    "1f89ec38106ef595d9fd108ccd1ba1bc099de8d49417665f2e0684cf0bb76d2d":
        "5eeda495dee6d1b79c1be908354d092119040c32f88a196ac50c32ea33a2819a",
    "41f527e10a091867241e400c2dd2ef152228902dc11175a51f420036d1efcfcf":
        "5579b7df7454969afa088b4b9bd0aca2a28476b3fd7e450dd8699078d9958c0c",
    "b3b6712914487c28aa3515a7fc9f4b38763f61b12b58e1605ac69fc4b179e7cc":
        "39b0e9dab8680e6257f52e798a2c526c950e11001be68f93f6520d834a503e81",
}


def hash_of(data):
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def rename_in_memory(old, new):
    """
    Let the seed know its entries again by the new name of the field and the kind.

    What an editor touched fits neither hash before, and is left as it is.
    """
    hashes = FIXTURE_HASHES
    if new == "programme":
        hashes = {after: before for before, after in FIXTURE_HASHES.items()}

    def rename(apps, schema_editor):
        using = schema_editor.connection.alias
        entries = apps.get_model("pages", "SeedEntry").objects.using(using)
        entries.filter(kind=old).update(kind=new)
        statistics = apps.get_model("stats", "Statistic").objects.using(using)
        states = {row["pk"]: row for row in statistics.values(*FIELDS)}
        for entry in entries.filter(kind="statistic"):
            entry.fixture_hash = hashes.get(entry.fixture_hash, entry.fixture_hash)
            if state := states.get(entry.object_id):
                program = state.pop("program")
                before, after = (
                    hash_of({**state, name: program, "live": None})
                    for name in (old, new)
                )
                if entry.state_hash == before:
                    entry.state_hash = after
            entry.save(update_fields=["fixture_hash", "state_hash"])

    return rename


class Migration(migrations.Migration):
    """No statistic that nobody touched may count as an editor's work."""

    dependencies = [
        ("pages", "0005_choices_that_are_gone"),
        ("stats", "0007_carry_programs_over"),
    ]

    operations = [
        migrations.RunPython(
            rename_in_memory("programme", "program"),
            rename_in_memory("program", "programme"),
        ),
    ]
