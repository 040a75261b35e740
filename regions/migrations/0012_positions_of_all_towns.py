"""Give a position to offices whose town was not found as it was written."""

from django.db import migrations


def place(apps, schema_editor):
    # Imported here: what is found depends on the data of the day, as in Office.save().
    from places.cities import city_coordinates

    offices = apps.get_model("regions", "Office").objects
    without = offices.using(schema_editor.connection.alias).filter(latitude=None)
    for office in without.select_related("state"):
        town = office.postal_city or office.city
        if found := city_coordinates(town, office.state.code):
            office.latitude, office.longitude = found
            office.save(update_fields=["latitude", "longitude"])


class Migration(migrations.Migration):
    dependencies = [("regions", "0011_another_model_of_task_force")]

    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
