package org.menagerie.export.tensorboard;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.StructProto;
import java.util.Locale;
import java.util.Map;

/**
 * The messages of event files, by the numbers and types that TensorBoard publishes ({@code
 * event.proto}, {@code summary.proto}, {@code tensor.proto}, {@code tensor_shape.proto}, {@code
 * plugins/hparams/plugin_data.proto}, {@code plugins/hparams/api.proto}).
 */
final class PublishedMessages {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry(
              "Event",
              "double wall_time=1; int64 step=2; string file_version=3; Summary summary=5;"
                  + " SourceMetadata source_metadata=10"),
          Map.entry("SourceMetadata", "string writer=1"),
          Map.entry("Summary", "repeated Value value=1"),
          Map.entry("Value", "string tag=1; SummaryMetadata metadata=9; TensorProto tensor=8"),
          Map.entry(
              "SummaryMetadata",
              "PluginData plugin_data=1; string display_name=2; string summary_description=3;"
                  + " DataClass data_class=4"),
          Map.entry("PluginData", "string plugin_name=1; bytes content=2"),
          Map.entry(
              "TensorProto",
              "DataType dtype=1; TensorShapeProto tensor_shape=2; bytes tensor_content=4;"
                  + " repeated float float_val=5; repeated bytes string_val=8"),
          Map.entry("TensorShapeProto", "repeated Dim dim=2; bool unknown_rank=3"),
          Map.entry("Dim", "int64 size=1; string name=2"),
          Map.entry(
              "HParamsPluginData",
              "int32 version=1; Experiment experiment=2; SessionStartInfo session_start_info=3;"
                  + " SessionEndInfo session_end_info=4"),
          Map.entry(
              "SessionStartInfo",
              "repeated HparamsEntry hparams=1; string model_uri=2; string monitor_url=3;"
                  + " string group_name=4; double start_time_secs=5"),
          Map.entry("HparamsEntry", "string key=1; .google.protobuf.Value value=2"),
          Map.entry("SessionEndInfo", "Status status=1; double end_time_secs=2"),
          Map.entry(
              "Experiment",
              "string description=1; string user=2; double time_created_secs=3;"
                  + " repeated HParamInfo hparam_infos=4; repeated MetricInfo metric_infos=5;"
                  + " string name=6"),
          Map.entry(
              "HParamInfo",
              "string name=1; string display_name=2; string description=3; ParameterType type=4"),
          Map.entry("MetricInfo", "MetricName name=1; string display_name=3; string description=4"),
          Map.entry("MetricName", "string group=1; string tag=2"));

  private static final Map<String, String> CONSTANTS =
      Map.of(
          "DataClass",
          "DATA_CLASS_UNKNOWN=0; DATA_CLASS_SCALAR=1; DATA_CLASS_TENSOR=2;"
              + " DATA_CLASS_BLOB_SEQUENCE=3",
          "DataType",
          "DT_INVALID=0; DT_FLOAT=1; DT_DOUBLE=2; DT_STRING=7",
          // Called DataType too, in another package.
          "ParameterType",
          "DATA_TYPE_UNSET=0; DATA_TYPE_STRING=1; DATA_TYPE_BOOL=2; DATA_TYPE_FLOAT64=3",
          "Status",
          "STATUS_UNKNOWN=0; STATUS_SUCCESS=1; STATUS_FAILURE=2; STATUS_RUNNING=3");

  private static final FileDescriptor FILE = file();

  private PublishedMessages() {}

  static Descriptor of(String message) {
    return FILE.findMessageTypeByName(message);
  }

  private static FileDescriptor file() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder()
            .setName("events.proto")
            .setSyntax("proto3")
            .addDependency(StructProto.getDescriptor().getName());
    FIELDS.forEach((name, fields) -> file.addMessageType(message(name, fields)));
    CONSTANTS.forEach(
        (name, constants) -> {
          EnumDescriptorProto.Builder type = EnumDescriptorProto.newBuilder().setName(name);
          for (String constant : constants.split("; ", -1)) {
            String[] parts = constant.split("=", -1);
            type.addValueBuilder().setName(parts[0]).setNumber(Integer.parseInt(parts[1]));
          }
          file.addEnumType(type);
        });
    try {
      return FileDescriptor.buildFrom(
          file.build(), new FileDescriptor[] {StructProto.getDescriptor()});
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescriptorProto message(String name, String fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    for (String field : fields.split("; ", -1)) {
      String[] words = field.split("[ =]", -1);
      FieldDescriptorProto.Builder built =
          FieldDescriptorProto.newBuilder()
              .setName(words[words.length - 2])
              .setNumber(Integer.parseInt(words[words.length - 1]))
              .setLabel(words.length == 4 ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
      String type = words[words.length - 3];
      if (Character.isLowerCase(type.charAt(0))) {
        built.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
      } else {
        built.setTypeName(type);
      }
      message.addField(built);
    }
    return message.build();
  }
}
